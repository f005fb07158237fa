package dev.segue.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void shouldCallFlatWhatRisesAtFirstAndStays() {
        assertThat(course(i -> Math.min(i, 40) * 5.0).isFlat()).isTrue();
    }

    @Test
    void shouldCallFlatWhatGoesUpAndDown() {
        Random random = new Random(1);

        assertThat(course(i -> 100 + i % 7 * 10 + random.nextInt(20)).isFlat()).isTrue();
    }

    @Test
    void shouldNotMindAPeakAtTheEnd() {
        assertThat(course(i -> i > 97 ? 500 : 100).isFlat()).isTrue();
    }

    @Test
    void shouldSeeASlowLeakBehindNoise() {
        Random random = new Random(1);

        Course course = course(i -> 100 + i * 0.8 + random.nextInt(30));

        assertThat(course.isFlat()).isFalse();
        assertThat(course.line()).contains("GROWS");
    }

    private static Course course(IntToDoubleFunction values) {
        Course course = new Course(Vital.THREADS);
        IntStream.range(0, 100).mapToDouble(values).forEach(course::see);
        return course;
    }
}
