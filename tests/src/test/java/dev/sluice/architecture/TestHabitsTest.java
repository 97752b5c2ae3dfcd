package dev.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No test waits for time to pass, and every test can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestHabitsTest {
    private static final Set<String> TEST_ANNOTATIONS = Set.of(
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.api.RepeatedTest",
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.api.TestFactory",
            "net.jqwik.api.Property",
            "net.jqwik.api.Example");

    private final JavaClasses tests = Imported.tests();

    @Test
    void noTestSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(tests);
    }

    @Test
    void everyTestReachesAnAssertion() {
        Set<String> without = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        tests.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(TestHabitsTest::isTest)
                .forEach(method -> {
                    all.add(method.getFullName());
                    if (!reachesAnAssertion(method)) {
                        without.add(method.getFullName());
                    }
                });

        assertThat(all).hasSizeGreaterThan(100);
        assertThat(without).isEmpty();
    }

    private static boolean isTest(JavaMember method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation ->
                        TEST_ANNOTATIONS.contains(annotation.getRawType().getName()));
    }

    /** Whether an assertion is called by the method or by anything of the project's tests that it calls. */
    private boolean reachesAnAssertion(JavaCodeUnit test) {
        Set<String> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.remove();
            if (!seen.add(unit.getFullName())) {
                continue;
            }
            for (var call : unit.getCallsFromSelf()) {
                String owner = call.getTargetOwner().getName();
                if (owner.startsWith("org.assertj.core.api.")
                        || owner.startsWith("org.junit.jupiter.api.Assertions")
                        || owner.startsWith("com.tngtech.archunit.")) {
                    return true;
                }
                call.getTarget()
                        .resolveMember()
                        .filter(JavaCodeUnit.class::isInstance)
                        .map(JavaCodeUnit.class::cast)
                        .filter(called -> tests.contain(called.getOwner().getName()))
                        .ifPresent(open::add);
            }
        }
        return false;
    }
}
