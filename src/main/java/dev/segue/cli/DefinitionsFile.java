package dev.segue.cli;

import dev.segue.catalog.Proposal;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of segment definitions that a command was given. Whatever is wrong with it is printed, every problem. */
final class DefinitionsFile {

    private final Path path;
    private final String text;
    private final PrintWriter err;

    private DefinitionsFile(Path path, String text, PrintWriter err) {
        this.path = path;
        this.text = text;
        this.err = err;
    }

    /** @param err where problems go */
    static DefinitionsFile open(Path path, PrintWriter err) throws CommandFailed {
        try {
            return new DefinitionsFile(path, Files.readString(path), err);
        } catch (MalformedInputException e) {
            throw new CommandFailed(ExitCode.INVALID_SEGMENTS, path + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "the file " + path + " cannot be read", e);
        }
    }

    /** All that is written in it. */
    String text() {
        return text;
    }

    /** The definitions, their form checked. */
    List<SegmentDefinition> definitions() throws CommandFailed {
        try {
            return Definitions.read(text);
        } catch (InvalidDefinitions e) {
            throw refused(e.problems());
        }
    }

    /** The set that the file makes by itself. */
    SegmentSet compile(Limits limits) throws CommandFailed {
        try {
            return Definitions.compile(text, limits);
        } catch (InvalidDefinitions e) {
            throw refused(e.problems());
        }
    }

    /** The set that definitions make of which some come from this file. */
    SegmentSet compile(List<SegmentDefinition> merged, Limits limits) throws CommandFailed {
        try {
            return Proposal.read(text).compile(merged, limits);
        } catch (InvalidDefinitions e) {
            throw refused(e.problems());
        }
    }

    private CommandFailed refused(List<Problem> problems) {
        problems.forEach(problem -> err.println(problem.render(path.toString())));
        return new CommandFailed(ExitCode.INVALID_SEGMENTS, Counts.of(problems.size(), "problem") + " in " + path);
    }
}
