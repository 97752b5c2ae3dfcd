package dev.sluice.modules.system.flow;

import dev.sluice.modules.system.files.RegexParameter;
import dev.sluice.python.Regex;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** {@code match_groups} and {@code match_groupdict}: what the groups of a regular expression matched. */
final class MatchedGroups {
    private MatchedGroups() {}

    /** @throws TaskFailure if the regular expression is wrong */
    static void requireValid(@Nullable String regex) {
        if (regex != null) {
            compiled(regex);
        }
    }

    /**
     * @param printed the text that matched, ended by NUL or the end of the line
     */
    static Map<String, Object> of(@Nullable String regex, String printed) {
        List<@Nullable String> places = new ArrayList<>();
        Map<String, @Nullable String> names = new LinkedHashMap<>();
        if (regex != null) {
            Regex pattern = compiled(regex);
            int end = printed.indexOf('\0');
            Matcher matcher = pattern.matcher(end < 0 ? printed : printed.substring(0, end));
            if (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    places.add(matcher.group(group));
                }
                pattern.groups().forEach((name, group) -> names.put(name, matcher.group(group)));
            }
        }
        return Map.of("match_groups", places, "match_groupdict", names);
    }

    static Map<String, Object> unknown(String reason) {
        return Map.of("match_groups", new Unknown(reason), "match_groupdict", new Unknown(reason));
    }

    private static Regex compiled(String regex) {
        return RegexParameter.compile("search_regex", regex, Regex.Flag.MULTILINE);
    }
}
