package dev.sluice.overlay;

import dev.sluice.python.OperationException;
import dev.sluice.spi.TaskFailure;
import dev.sluice.spi.value.Interruption;

/**
 * Runs code of modules. Whatever it throws that it must not throw, and null where it has to return something, is a defect of
 * the module and fails the task that needed the code: one module's mistake must not end what others do.
 */
public final class ModuleCode {
    private ModuleCode() {}

    /**
     * Code of a module.
     *
     * @param <E> what it may throw beside an {@link Interruption}
     */
    @FunctionalInterface
    public interface Code<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * What the code returns.
     *
     * @param whose what has the defect if there is one, e.g. {@code module 'copy'}
     * @throws Interruption as thrown by the code, or a {@link TaskFailure} that tells of the defect
     */
    public static <T, E extends Exception> T run(String whose, Code<T, E> code) throws E {
        T result;
        try {
            result = code.run();
        } catch (Interruption expected) {
            throw expected;
        } catch (OperationException wrong) {
            throw new TaskFailure(String.valueOf(wrong.getMessage()), wrong.hint());
        } catch (OutOfMemoryError exhausted) {
            throw Breakdown.failure(exhausted);
        } catch (StackOverflowError deep) {
            throw Breakdown.isByExpression(deep) ? Breakdown.failure(deep) : bug(whose, deep + Breakdown.place(deep));
        } catch (RuntimeException | Error defect) {
            throw bug(whose, defect + Breakdown.place(defect));
        }
        if (result == null) {
            throw bug(whose, "it returned null");
        }
        return result;
    }

    private static TaskFailure bug(String whose, String defect) {
        return new TaskFailure("bug in " + whose + ": " + defect, "report it");
    }
}
