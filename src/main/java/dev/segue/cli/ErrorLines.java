package dev.segue.cli;

import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes one line on standard error of whatever went wrong, and the exit code that goes with it. */
final class ErrorLines implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Segue segue;

    ErrorLines(Segue segue) {
        this.segue = segue;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(command.getErr(), sentence(e, command) + " (`" + name + " --help` says how)", e);
        return ExitCode.WRONG_USAGE.status();
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable e = cause(thrown);
        print(command.getErr(), sentence(e), e);
        return exitCode(e).status();
    }

    /** An argument that nobody takes is, of a command that has subcommands, the name of none. */
    private static String sentence(ParameterException e, CommandLine command) {
        boolean noSuchCommand = e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !command.getSubcommands().isEmpty();
        if (!noSuchCommand) {
            return e.getMessage();
        }
        String given = ((UnmatchedArgumentException) e).getUnmatched().get(0);
        return "there is no command " + given + "; there are "
                + String.join(", ", command.getSubcommands().keySet());
    }

    private void print(PrintWriter err, String message, Throwable e) {
        err.println("segue: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        if (segue.verbose()) {
            e.printStackTrace(err);
        }
        err.flush();
    }

    /** The exception that says what happened, without the wrappings that threads and streams put around it. */
    private static Throwable cause(Throwable e) {
        boolean wrapping = e instanceof UncheckedIOException
                || e instanceof ExecutionException
                || (e.getClass() == KafkaException.class && e.getCause() instanceof KafkaException);
        return wrapping && e.getCause() != null ? cause(e.getCause()) : e;
    }

    private static ExitCode exitCode(Throwable e) {
        if (e instanceof CommandFailed failed) {
            return failed.exitCode();
        }
        boolean askedWrongly = e instanceof ConfigException
                || e instanceof AuthenticationException
                || e instanceof NoSuchFileException
                || e instanceof FileNotFoundException
                || e instanceof AccessDeniedException;
        return askedWrongly ? ExitCode.WRONG_USAGE : ExitCode.FAILED;
    }

    private static String sentence(Throwable e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "there is no file " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "the file " + e.getMessage() + " may not be read";
        }
        if (e instanceof SslAuthenticationException) {
            return "no TLS connection to Kafka: " + deepest(e).getMessage()
                    + "; do ssl.truststore.location and ssl.keystore.location fit the brokers?";
        }
        if (e instanceof AuthenticationException) {
            return "Kafka does not accept the login: " + e.getMessage()
                    + "; are sasl.mechanism and sasl.jaas.config right?";
        }
        if (e instanceof TimeoutException) {
            return "Kafka did not answer in time: " + e.getMessage();
        }
        return e.getMessage() == null ? "unexpected " + e.getClass().getSimpleName() : e.getMessage();
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }
}
