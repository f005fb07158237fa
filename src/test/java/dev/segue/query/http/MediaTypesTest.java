package dev.segue.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|true",
                "text/html, Application/JSON ; q=0.5|true",
                "*/*|true",
                "application/*|true",
                "text/*|false",
                "application/json;q=0|false",
                ";;;,q=|false",
                ";|false",
                ",,|false"
            })
    void shouldTellWhetherATypeIsAccepted(String accept, boolean accepted) {
        assertThat(MediaTypes.accepts(accept, "application/json")).isEqualTo(accepted);
    }
}
