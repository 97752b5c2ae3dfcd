package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.Regex;
import dev.sluice.python.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;

/** Tests of texts against patterns. */
final class RegexTests implements Family {
    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "match(pattern?, ignorecase?, multiline?)",
                "search(pattern?, ignorecase?, multiline?)",
                "regex(pattern?, ignorecase?, multiline?, match_type?)",
                "url(schemes?)",
                "uri(schemes?)",
                "urn",
                "version(version, operator?, strict?, version_type?)",
                "version_compare(version, operator?, strict?, version_type?)");
    }

    @Override
    public Object apply(Call call) {
        return switch (call.name()) {
            case "match" -> matches(call, "match");
            case "search" -> matches(call, "search");
            case "regex" -> matches(call, call.text("match_type", "search"));
            case "url", "uri" -> isAddress(call);
            case "urn" -> call.text().startsWith("urn:");
            case "version", "version_compare" -> Versions.compare(call);
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static boolean matches(Call call, String kind) {
        Matcher matcher = Regex.compile(
                        call.text("pattern", ""), call.flag("ignorecase", false), call.flag("multiline", false))
                .matcher(call.text());
        return switch (kind) {
            case "match" -> matcher.lookingAt();
            case "fullmatch" -> matcher.matches();
            case "search" -> matcher.find();
            default ->
                throw new OperationException(
                        "unknown match_type " + Text.quoted(kind), "it is match, fullmatch or search");
        };
    }

    private static boolean isAddress(Call call) {
        try {
            URI uri = new URI(call.text());
            boolean scheme = uri.getScheme() != null
                    && (!call.has("schemes") || call.items("schemes").contains(uri.getScheme()));
            return scheme && (call.name().equals("uri") || uri.getRawAuthority() != null);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
