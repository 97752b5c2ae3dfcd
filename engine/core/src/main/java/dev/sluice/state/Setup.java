package dev.sluice.state;

import dev.sluice.family.ModuleRegistry;
import dev.sluice.runbook.Runbook;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.variables.Hosts;
import dev.sluice.variables.Renderer;
import dev.sluice.variables.RunOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Everything a run is made of.
 *
 * @param runbooks what to run, in order
 * @param hosts the inventory
 * @param registry the modules
 * @param connections how targets are reached
 * @param renderer evaluates the language
 * @param secrets keeps the secrets that a run makes
 * @param options what the person asks for
 * @param consent what the person agreed to
 * @param clock the time
 * @param workingDirectory file names of runbooks are relative to it
 */
// More than five: it is put together in two places and handed on whole; whoever needs a part asks for it by its name.
public record Setup(
        List<Runbook> runbooks,
        Hosts hosts,
        ModuleRegistry registry,
        Connections connections,
        Renderer renderer,
        SecretStore secrets,
        RunOptions options,
        Consent consent,
        InstantSource clock,
        Path workingDirectory) {}
