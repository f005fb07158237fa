package dev.segue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadPlainText() throws IOException {
        Path file = Files.writeString(folder.resolve("events"), "één\ntwee\n");

        try (TextFile text = TextFile.open(file)) {
            assertThat(text.reader().lines()).containsExactly("één", "twee");
            assertThat(text.progress()).isEqualTo(1.0);
        }
    }

    @Test
    void shouldReadGzipWhateverItsName() throws IOException {
        Path file = folder.resolve("events");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("één\n".getBytes(StandardCharsets.UTF_8));
        }

        try (TextFile text = TextFile.open(file)) {
            assertThat(text.reader().lines()).containsExactly("één");
        }
    }

    @Test
    void shouldReadAnEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("events"));

        try (TextFile text = TextFile.open(file)) {
            assertThat(text.reader().lines()).isEmpty();
            assertThat(text.progress()).isEqualTo(1.0);
        }
    }
}
