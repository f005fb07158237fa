package dev.segue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.operation.Prometheus.Series;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A panel's series as plain lines. */
final class PanelPicture {

    private static final int MOST_LINES = 10;
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 9);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 11);

    private static final Color GREY = new Color(128, 128, 128);
    private static final Color PALE = new Color(224, 224, 224);
    private static final List<Color> LINES = List.of(
            new Color(31, 119, 180),
            new Color(255, 127, 14),
            new Color(44, 160, 44),
            new Color(214, 39, 40),
            new Color(148, 103, 189),
            new Color(140, 86, 75),
            new Color(227, 119, 194),
            new Color(188, 189, 34),
            new Color(23, 190, 207),
            new Color(70, 70, 70));

    private final JsonNode panel;
    private final XYChart chart;
    private int named;

    PanelPicture(JsonNode panel, int width, int height) {
        this.panel = panel;
        chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(panel.get("title").asText())
                .build();
        var style = chart.getStyler();
        style.setSeriesColors(LINES.toArray(new Color[0]));
        style.setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(GREY);
        style.setChartTitleFont(width < 260 ? SMALL : TITLE)
                .setChartTitleBoxVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendFont(SMALL)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendSeriesLineLength(8)
                .setLegendPadding(2)
                .setChartPadding(4);
        style.setAxisTickLabelsFont(SMALL)
                .setDatePattern("HH:mm")
                .setyAxisTickLabelsFormattingFunction(this::figure)
                .setPlotGridLinesColor(PALE)
                .setXAxisTickMarkSpacingHint(70)
                .setYAxisTickMarkSpacingHint(30);
    }

    /** All that a picture is made of, for a palette. */
    static List<Color> colours() {
        List<Color> all = new ArrayList<>(List.of(Color.WHITE, Color.BLACK, GREY, PALE, new Color(176, 176, 176)));
        all.addAll(LINES);
        return all;
    }

    /** Adds the largest of these series, as many as can be told apart. */
    void add(List<Series> found, String legend) {
        found.stream()
                .sorted(Comparator.comparingDouble(PanelPicture::last).reversed())
                .limit(MOST_LINES)
                .forEach(series -> add(series, name(series, legend)));
    }

    XYChart chart() {
        double most = chart.getSeriesMap().values().stream()
                .mapToDouble(line -> line.getYMax())
                .max()
                .orElse(0);
        double least = chart.getSeriesMap().values().stream()
                .mapToDouble(line -> line.getYMin())
                .min()
                .orElse(0);
        chart.getStyler().setYAxisMin(Math.min(0, least)).setYAxisMax(most > 0 ? most * 1.1 : 1);
        return chart;
    }

    private void add(Series series, String name) {
        List<Date> times = series.times().stream()
                .map(seconds -> new Date(Math.round(seconds * 1_000)))
                .toList();
        if (!chart.getSeriesMap().containsKey(name) && series.values().stream().anyMatch(value -> value != null)) {
            chart.addSeries(name, times, series.values())
                    .setMarker(SeriesMarkers.NONE)
                    .setLineWidth(1.2f);
        }
    }

    private String name(Series series, String legend) {
        String name = legend;
        for (Map.Entry<String, String> label : series.labels().entrySet()) {
            name = name.replace("{{" + label.getKey() + "}}", label.getValue());
        }
        name = name.replaceAll("\\{\\{\\w+}}", "none");
        return name.length() > 34 ? "…" + name.substring(name.length() - 33) : name;
    }

    private static double last(Series series) {
        Double last = series.values().get(series.values().size() - 1);
        return last == null ? 0 : last;
    }

    private String figure(double value) {
        String unit = panel.at("/fieldConfig/defaults/unit").asText();
        return switch (unit) {
            case "percentunit" -> rounded(value * 100) + " %";
            case "bytes" -> value >= 1 << 20 ? rounded(value / (1 << 20)) + " MiB" : rounded(value / 1024) + " KiB";
            case "Bps" -> rounded(value / 1024) + " KiB/s";
            case "s", "ms" -> rounded(value) + " " + unit;
            case "cps", "reqps" -> rounded(value) + "/s";
            case "cpm" -> rounded(value) + "/min";
            default -> rounded(value);
        };
    }

    private static String rounded(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
