package dev.sluice.task;

import dev.sluice.bind.Binder;
import dev.sluice.bind.ParameterModel;
import dev.sluice.family.ModuleRegistry;
import dev.sluice.overlay.ModuleCode;
import dev.sluice.overlay.PlanningFacts;
import dev.sluice.overlay.SeenTarget;
import dev.sluice.spi.Module;
import dev.sluice.spi.Plan;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.connection.Session;
import dev.sluice.spi.secret.SecretStore;
import dev.sluice.state.HostState;
import dev.sluice.state.NotConnected;
import dev.sluice.state.TargetState;
import dev.sluice.template.Scope;
import dev.sluice.variables.Renderer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts of a host ({@code ansible_facts}) when they are first used, with the module that declares to gather
 * them. A phase that never uses them never asks for them.
 */
public final class FactGathering {
    private final ModuleRegistry registry;
    private final Renderer renderer;
    private final Instant now;

    public FactGathering(ModuleRegistry registry, Renderer renderer, Instant now) {
        this.renderer = renderer;
        this.registry = registry;
        this.now = now;
    }

    /**
     * The facts of a host, kept with it from now on; none if no phase up to now wants them.
     *
     * @throws dev.sluice.overlay.MissingAnswerException if they have to be read first
     * @throws NotConnected if no session is open yet
     */
    public Map<String, @Nullable Object> gather(HostState host) {
        if (host.isSurveyed()) {
            return host.gathered();
        }
        if (!host.wantsFacts()) {
            return Map.of();
        }
        Module<?> module = registry.factGatherer().orElse(null);
        if (module == null) {
            return Map.of();
        }
        List<Session> sessions = host.target().sessions();
        if (sessions.isEmpty()) {
            throw new NotConnected();
        }
        Plan plan = plan(module, host, sessions.get(0).user());
        Map<String, @Nullable Object> gathered = new LinkedHashMap<>();
        if (plan.values().get("ansible_facts") instanceof Map<?, ?> facts) {
            facts.forEach((name, value) -> gathered.put(String.valueOf(name), value));
        }
        host.survey(gathered);
        return gathered;
    }

    private <P extends Record> Plan plan(Module<P> module, HostState host, String user) {
        P parameters = Binder.bind(ParameterModel.of(module.parameters()), Map.of(), secret -> {});
        TargetState state = host.target();
        PlanningFacts facts = new PlanningFacts(
                new SeenTarget(state.world(), state.memory(), state.target(), () -> user),
                Map.of(),
                new ControllerFiles(List.of(), renderer, Scope.of(Map.of()), SecretStore.NONE),
                now,
                name -> {
                    throw new TaskFailure("the facts of a host are gathered from no other target");
                });
        return ModuleCode.run("module '" + module.name() + "'", () -> module.plan(parameters, facts));
    }
}
