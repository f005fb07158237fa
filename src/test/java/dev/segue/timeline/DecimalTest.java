package dev.segue.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "12", "-0.5", "+3.", ".5", "1e3", "1E-2", "35.79", "007"})
    void shouldReadWhatSpellsANumber(String text) {
        BigDecimal number = Decimal.parse(text);

        assertThat(number).isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.2.3",
                " 1",
                "1 ",
                "NaN",
                "Infinity",
                "0x10",
                "1e",
                "1e999",
                "1e999999999999",
                "१२",
                "1,5"
            })
    void shouldRefuseWhatDoesNot(String text) {
        assertThat(Decimal.parse(text)).isNull();
    }

    @Test
    void shouldSumExactlyAndRoundOnce() {
        ExactSum sum = new ExactSum();

        for (int i = 0; i < 10; i++) {
            sum.addValue("0.1");
        }

        assertThat(sum.toDouble()).isEqualTo(1.0);
        assertThat(sum.mean(3)).isEqualTo(1 / 3.0);
    }

    @Test
    void shouldNotOverflow() {
        ExactSum sum = new ExactSum();

        for (int i = 0; i < 30; i++) {
            sum.addValue(new Amount(999_999_999_999_999_999L));
        }

        assertThat(sum.value())
                .isEqualByComparingTo(new BigDecimal("99999999999999.9999").multiply(BigDecimal.valueOf(30)));
    }
}
