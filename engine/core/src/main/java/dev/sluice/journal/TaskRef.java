package dev.sluice.journal;

/**
 * Which task an event is about.
 *
 * @param phase the id of its phase
 * @param id unique in the run and the same in every run of the same runbook, e.g. {@code storage/3} or
 *     {@code storage/3/rescue/1}. Handlers may be run on several occasions: at the end of the tasks, with {@code @} and the
 *     occasion at any other ({@code storage/handlers/1@storage/2}), with {@code #2} when they were called by a handler
 * @param name what the runbook calls it, or its module if it has no name
 * @param module the module's name as the runbook writes it
 * @param place where it stands, as {@code file:line}; empty if it stands nowhere
 * @param handler whether it is a handler
 */
// More than five: programs read it as one flat entry of the journal.
public record TaskRef(String phase, String id, String name, String module, String place, boolean handler) {
    /** The same task on another occasion. */
    public TaskRef on(String occasion) {
        return new TaskRef(phase, id + occasion, name, module, place, handler);
    }
}
