package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "run",
                "backtest",
                "segments",
                "segments validate",
                "segments apply",
                "segments list",
                "segments diff",
                "replay",
            })
    void shouldHelpOnEveryCommand(String command) {
        Shell shell = Shell.run((command + " --help").strip().split(" "));

        assertThat(shell.status()).isZero();
        assertThat(shell.out()).startsWith(("Usage: segue " + command).strip() + " ");
        assertThat(shell.out()).contains("--verbose");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void shouldListTheExitCodesInItsHelp() {
        Shell shell = Shell.run("--help");

        for (ExitCode code : ExitCode.values()) {
            assertThat(shell.out()).contains("\n  " + code.status() + "   ");
        }
    }

    @Test
    void shouldSayItsVersion() {
        Shell shell = Shell.run("--version");

        assertThat(shell.status()).isZero();
        assertThat(shell.outLines()).singleElement().asString().startsWith("segue ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                        | which command?
            segments                                  | which command?
            sements                                   | there is no command sements; there are demo, run, backtest
            backtest                                  | Missing required options: '--segments=FILE', '--events=FILE'
            backtest --segments a --events b --until x| 'x' is no instant
            segments validate                         | Missing required parameter: 'FILE'
            segments validate no-such-file.yaml       | the file no-such-file.yaml cannot be read
            replay no-such-file.jsonl --speed 0       | a speed is a number greater than 0, or max
            replay no-such-file.jsonl --format xml    | 'xml' is none of [jsonl, uci-online-retail, rees46]
            demo --port http                          | 'http' is not an int
            demo --port 65536                         | --port is from 0
            demo --rate 0                             | --rate is above 0
            """)
    void shouldAnswerWrongUsageWithOneLineAndTwo(String arguments, String message) {
        Shell shell = Shell.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.errLines())
                .singleElement()
                .asString()
                .startsWith("segue: ")
                .contains(message);
    }

    @Test
    void shouldPrintTheStackTraceWhenVerbose() {
        Shell shell = Shell.run("segments", "validate", "no-such-file.yaml", "--verbose");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("Caused by: java.nio.file.NoSuchFileException");
    }
}
