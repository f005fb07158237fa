package dev.segue.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The instructions of the Dockerfile, stage by stage. */
record Dockerfile(List<Stage> stages) {

    static final Path FILE = Path.of("Dockerfile");

    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

    /** From one base image on. */
    record Stage(String base, List<Instruction> instructions) {

        List<String> all(String name) {
            return instructions.stream()
                    .filter(one -> one.name().equals(name))
                    .map(Instruction::arguments)
                    .toList();
        }

        /** The words of the only instruction of that name, which is in exec form. */
        List<String> words(String name) {
            List<String> found = all(name);
            if (found.size() != 1) {
                throw new AssertionError(name + " is there " + found.size() + " times");
            }
            return new Yaml().load(found.get(0).substring(found.get(0).indexOf('[')));
        }

        Map<String, String> environment() {
            Map<String, String> variables = new TreeMap<>();
            for (String line : all("ENV")) {
                Matcher variable = VARIABLE.matcher(line);
                while (variable.find()) {
                    variables.put(variable.group(1), variable.group(2) == null ? variable.group(3) : variable.group(2));
                }
            }
            return variables;
        }

        /** What is copied, as the words after COPY, options among them. */
        Stream<List<String>> copies() {
            return all("COPY").stream().map(line -> List.of(line.split(" ")));
        }
    }

    record Instruction(String name, String arguments) {}

    static Dockerfile read() throws IOException {
        List<Stage> stages = new ArrayList<>();
        String text = Files.readString(FILE).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
        for (String line : text.lines().filter(one -> !one.isBlank()).toList()) {
            String[] parts = line.split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                stages.add(new Stage(parts[1].split(" ")[0], new ArrayList<>()));
            } else {
                stages.get(stages.size() - 1).instructions().add(new Instruction(parts[0], parts[1].strip()));
            }
        }
        return new Dockerfile(stages);
    }

    Stage build() {
        return stages.get(0);
    }

    Stage image() {
        return stages.get(stages.size() - 1);
    }
}
