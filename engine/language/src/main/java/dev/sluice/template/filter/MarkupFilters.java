package dev.sluice.template.filter;

import dev.sluice.python.OperationException;
import dev.sluice.python.OwnMap;
import dev.sluice.python.Text;
import dev.sluice.python.TextSplit;
import dev.sluice.python.Types;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for HTML, addresses on the web, and the shell. */
final class MarkupFilters implements Family {
    private static final Pattern SAFE_IN_SHELL = Pattern.compile("[\\w@%+=:,./-]+");
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?-->|<[^>]*>");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']*[^\\s<>\"'.,:;!?)\\]]");
    private static final Pattern ATTRIBUTE_NAME_ENDS = Pattern.compile("[\\s/>=]");

    @Override
    public List<Signature> signatures() {
        return Signature.all(
                Handling.WHOLE,
                "escape",
                "e",
                "forceescape",
                "safe",
                "striptags",
                "xmlattr(autospace?)",
                "urlize(trim_url_limit?, nofollow?, target?, rel?, extra_schemes?)",
                "urlencode",
                "urldecode",
                "urlsplit(query?)",
                "quote");
    }

    @Override
    public @Nullable Object apply(Call call) {
        return switch (call.name()) {
            case "escape", "e", "forceescape" -> escape(call.text());
            case "safe" -> call.text();
            case "striptags" -> stripTags(call.text());
            case "xmlattr" -> attributes(call);
            case "urlize" -> urlize(call);
            case "urlencode" -> urlEncode(call.value());
            case "urldecode" -> URLDecoder.decode(call.text(), StandardCharsets.UTF_8);
            case "urlsplit" -> urlSplit(call);
            case "quote" -> quote(call.value() == null ? "" : call.text());
            default -> throw new IllegalArgumentException(call.name());
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    private static String stripTags(String text) {
        List<String> words = new ArrayList<>();
        TextSplit.words(TAG.matcher(text).replaceAll(""), -1, false).forEach(word -> words.add((String) word));
        return String.join(" ", words)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static String attributes(Call call) {
        List<String> attributes = new ArrayList<>();
        call.map().forEach((name, value) -> {
            if (ATTRIBUTE_NAME_ENDS.matcher(Text.of(name)).find()) {
                throw new OperationException("'" + name + "' is not a valid attribute name");
            } else if (value != null) {
                attributes.add(escape(Text.of(name)) + "=\"" + escape(Text.of(value)) + "\"");
            }
        });
        String joined = String.join(" ", attributes);
        return call.flag("autospace", true) && !joined.isEmpty() ? " " + joined : joined;
    }

    private static String urlize(Call call) {
        long limit = call.integer("trim_url_limit", Integer.MAX_VALUE);
        String rel = "noopener" + (call.flag("nofollow", false) ? " nofollow" : "");
        String target = call.has("target") ? " target=\"" + escape(call.text("target")) + "\"" : "";
        return LINK.matcher(escape(call.text())).replaceAll(match -> {
            String link = match.group();
            String shown = link.length() > limit ? link.substring(0, (int) limit) + "..." : link;
            return Matcher.quoteReplacement(
                    "<a href=\"" + link + "\" rel=\"" + rel + "\"" + target + ">" + shown + "</a>");
        });
    }

    private static String urlEncode(@Nullable Object value) {
        if (value instanceof String text) {
            return percentEncode(text, "/").replace("+", "%20");
        } else if (!Types.isIterable(value)) {
            return percentEncode(Text.of(value), "/");
        }
        List<String> pairs = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) ->
                    pairs.add(percentEncode(Text.of(name), "") + "=" + percentEncode(Text.of(item), "")));
        } else {
            for (Object pair : Types.items(value)) {
                List<Object> parts = Types.items(pair);
                if (parts.size() != 2) {
                    throw new OperationException("'urlencode' needs a text, a mapping or pairs");
                }
                pairs.add(percentEncode(Text.of(parts.get(0)), "") + "=" + percentEncode(Text.of(parts.get(1)), ""));
            }
        }
        return String.join("&", pairs);
    }

    /** Percent-encodes all but unreserved characters and those that are safe; a space becomes a plus. */
    private static String percentEncode(String text, String safe) {
        StringBuilder out = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0 || safe.indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : c == ' ' ? "+" : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }

    private static @Nullable Object urlSplit(Call call) {
        URI uri;
        try {
            uri = new URI(call.text());
        } catch (URISyntaxException e) {
            throw new OperationException("not an address: " + e.getMessage());
        }
        String authority = orEmpty(uri.getRawAuthority());
        String user = authority.contains("@") ? authority.substring(0, authority.lastIndexOf('@')) : null;
        OwnMap parts = new OwnMap();
        parts.put("fragment", orEmpty(uri.getRawFragment()));
        put(parts, "hostname", host(authority));
        parts.put("netloc", authority);
        put(parts, "password", user != null && user.contains(":") ? user.substring(user.indexOf(':') + 1) : null);
        parts.put("path", orEmpty(uri.getRawPath()));
        put(parts, "port", uri.getPort() < 0 ? null : (long) uri.getPort());
        parts.put("query", orEmpty(uri.getRawQuery()));
        parts.put("scheme", orEmpty(uri.getScheme()));
        put(parts, "username", user == null ? null : user.split(":", 2)[0]);
        String wanted = call.text("query", "");
        if (!wanted.isEmpty() && !parts.containsKey(wanted)) {
            throw new OperationException("'urlsplit' has no part '" + wanted + "'", "it is one of " + parts.keySet());
        }
        return wanted.isEmpty() ? parts : parts.get(wanted);
    }

    private static @Nullable String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return host.isEmpty() ? null : host.replaceFirst("^\\[(.*)]$", "$1").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("NullAway") // null is a value of the language
    private static void put(OwnMap map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String quote(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return SAFE_IN_SHELL.matcher(text).matches() ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }
}
