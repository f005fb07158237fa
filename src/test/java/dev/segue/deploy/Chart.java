package dev.segue.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The Helm chart, rendered with some values for a release named {@code shop} in the namespace {@code crm}. */
record Chart(List<Manifest> manifests) {

    static final Path FOLDER = Path.of("helm/segue");

    static Chart withDefaults() {
        return render(command());
    }

    /** With a file of the chart's {@code ci} folder. */
    static Chart with(String values) {
        return render(command().withValuesFile(FOLDER.resolve("ci/" + values + "-values.yaml")));
    }

    /** With these values, as YAML. */
    static Chart withValues(String yaml) throws IOException {
        Path file = Files.createTempFile("segue-values", ".yaml");
        try {
            return render(command().withValuesFile(Files.writeString(file, yaml)));
        } finally {
            Files.delete(file);
        }
    }

    /** As a release of that name, with values given one by one, as after {@code --set}. */
    static Chart released(String name, Map<String, String> values) {
        TemplateCommand command = command().withName(name);
        values.forEach(command::set);
        return render(command);
    }

    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    private static TemplateCommand command() {
        return new Helm(FOLDER).template().withName("shop").withNamespace("crm").withKubeVersion("1.30.0");
    }

    @SuppressWarnings("unchecked")
    private static Chart render(TemplateCommand command) {
        Iterable<Object> documents = new Yaml().loadAll(command.call());
        return new Chart(StreamSupport.stream(documents.spliterator(), false)
                .filter(Map.class::isInstance)
                .map(one -> new Manifest((Map<String, Object>) one))
                .toList());
    }

    List<Manifest> all(String kind) {
        return manifests.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    /** The only one of a kind. */
    Manifest the(String kind) {
        return only(all(kind));
    }

    /** The only one of a kind named as the workload, with this at the end. */
    Manifest the(String kind, String suffix) {
        String name = the("StatefulSet").name() + suffix;
        return only(all(kind).stream().filter(one -> one.name().equals(name)).toList());
    }

    private static Manifest only(List<Manifest> found) {
        if (found.size() != 1) {
            throw new AssertionError("not one but " + found);
        }
        return found.get(0);
    }
}
