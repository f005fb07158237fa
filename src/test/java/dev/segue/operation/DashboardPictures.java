package dev.segue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/**
 * Draws what the dashboards would show: each panel's data as lines, from a real Prometheus. Without arguments it starts one, and the
 * demo for it to read, and waits until there is something to see; with a URL it asks the Prometheus there.
 */
public final class DashboardPictures {

    private static final Duration SHOWN = Duration.ofMinutes(8);
    private static final Path FOLDER = Path.of("docs", "pictures");
    private static final int COLUMN = 42;
    private static final int LINE = 24;

    private DashboardPictures() {}

    /** Writes a PNG a dashboard to {@code docs/pictures}. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(FOLDER);
        if (arguments.length > 0) {
            draw(Prometheus.at(arguments[0]));
            return;
        }
        Path temporary = Files.createTempDirectory("segue-pictures");
        try (DemoProcess demo = DemoProcess.start(temporary);
                Prometheus prometheus = Prometheus.start(temporary, demo.address())) {
            TimeUnit.MILLISECONDS.sleep(SHOWN.toMillis());
            draw(prometheus);
        }
    }

    private static void draw(Prometheus prometheus) throws IOException, InterruptedException {
        for (Dashboard dashboard : Dashboard.all()) {
            File file =
                    FOLDER.resolve(dashboard.file().replace(".json", ".png")).toFile();
            ImageIO.write(picture(dashboard, prometheus), "png", file);
        }
    }

    private static BufferedImage picture(Dashboard dashboard, Prometheus prometheus)
            throws IOException, InterruptedException {
        int lines = dashboard.panelsAndRows().stream()
                .mapToInt(panel ->
                        panel.at("/gridPos/y").asInt() + panel.at("/gridPos/h").asInt())
                .max()
                .orElse(1);
        BufferedImage image =
                new BufferedImage(24 * COLUMN, lines * LINE, BufferedImage.TYPE_BYTE_BINARY, fewColours());
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_DITHERING, RenderingHints.VALUE_DITHER_DISABLE);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (JsonNode panel : dashboard.panelsAndRows()) {
            int x = panel.at("/gridPos/x").asInt() * COLUMN;
            int y = panel.at("/gridPos/y").asInt() * LINE;
            if (Dashboard.isRow(panel)) {
                canvas.setColor(Color.BLACK);
                canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
                canvas.drawString(panel.get("title").asText(), x + 6, y + LINE - 8);
            } else {
                Graphics2D part = (Graphics2D) canvas.create();
                part.translate(x, y);
                paint(panel, prometheus, part);
                part.dispose();
            }
        }
        canvas.dispose();
        return image;
    }

    /** Four bits a pixel: a small file. */
    private static IndexColorModel fewColours() {
        List<Color> colours = PanelPicture.colours();
        byte[] red = new byte[colours.size()];
        byte[] green = new byte[colours.size()];
        byte[] blue = new byte[colours.size()];
        for (int i = 0; i < colours.size(); i++) {
            red[i] = (byte) colours.get(i).getRed();
            green[i] = (byte) colours.get(i).getGreen();
            blue[i] = (byte) colours.get(i).getBlue();
        }
        return new IndexColorModel(4, colours.size(), red, green, blue);
    }

    private static void paint(JsonNode panel, Prometheus prometheus, Graphics2D canvas)
            throws IOException, InterruptedException {
        int width = panel.at("/gridPos/w").asInt() * COLUMN;
        int height = panel.at("/gridPos/h").asInt() * LINE;
        PanelPicture picture = new PanelPicture(panel, width, height);
        long now = Instant.now().getEpochSecond();
        for (JsonNode target : panel.get("targets")) {
            String query = new Dashboard.Query("", target.get("expr").asText()).filled();
            picture.add(
                    prometheus.query(query, now - SHOWN.toSeconds(), now, 5),
                    target.get("legendFormat").asText());
        }
        picture.chart().paint(canvas, width, height);
    }
}
