package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.rule.Problem;
import java.io.StringReader;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

class ScalarPassageTest {

    /** Stands for the place that a problem points at. */
    private static final String MARK = "§";

    @Property
    void shouldPointAtTheSamePlaceInTheFile(
            @ForAll @StringLength(max = 40) @Chars({'a', '\'', '"', '\\', ' ', '\n', '\t', 'ä', ':', '#', '\u0007'})
                    String before,
            @ForAll @StringLength(max = 40) @Chars({'a', '\'', '"', '\\', ' ', '\n', 'b'}) String after,
            @ForAll ScalarStyle style) {
        String file = written(before + MARK + after, style);
        ScalarNode node = (ScalarNode) ((MappingNode) new Yaml().compose(new StringReader(file)))
                .getValue()
                .get(0)
                .getValueNode();
        Assume.that(node.getValue().contains(MARK) && file.contains(MARK));
        Passage passage = new SourceText(file).value(node);

        Problem problem = passage.problem("a", passage.text().indexOf(MARK), "here");

        assertThat(problem.sourceLine().substring(problem.column() - 1)).startsWith(MARK);
    }

    private static String written(String value, ScalarStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultScalarStyle(style);
        options.setWidth(20);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(Map.of("key", value));
    }
}
