package dev.sluice.modules.system.packages;

import dev.sluice.spi.Change;
import dev.sluice.spi.Facts;
import dev.sluice.spi.Steps;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The installation of a package file that lies on the host.
 *
 * @param path the file
 * @param options how apt-get is called
 * @param facts the target
 */
record DebInstallation(String path, AptOptions options, Facts facts) {
    Optional<Change> change() {
        if (path.contains("://")) {
            throw new TaskFailure("deb: " + path + " is an address", "fetch it with get_url first and give the path");
        }
        DebFile.Found file = facts.get(new DebFile(path))
                .orElseThrow(() ->
                        new TaskFailure("no such package file: " + path + " on this host", "copy it there first"));
        PackageVersions.Found versions = facts.get(new PackageVersions(List.of(file.name())));
        PackageVersions.Versions now = versions.packages().get(file.name());
        if (now != null && now.installed().is(file.version())) {
            return Optional.empty();
        }
        String place = path.startsWith("/") ? path : "./" + path;
        return Optional.of(Change.of(
                file.name(),
                "install",
                now == null ? "" : now.installed().get(),
                file.version(),
                List.of(Steps.Run.script(
                        "DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get {}",
                        AptOptions.script(options.words("install", List.of(place))))),
                List.of(new PackagesChanged(Map.of(file.name(), Answer.of(file.version()))))));
    }
}
