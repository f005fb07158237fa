package dev.segue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.operation.Prometheus.Series;
import java.awt.Color;
import java.awt.Font;
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

    private final JsonNode panel;
    private final XYChart chart;

    PanelPicture(JsonNode panel, int width, int height) {
        this.panel = panel;
        chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(panel.get("title").asText())
                .build();
        var style = chart.getStyler();
        style.setChartTitleFont(TITLE)
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
                .setPlotGridLinesColor(new Color(225, 225, 225))
                .setXAxisTickMarkSpacingHint(70)
                .setYAxisTickMarkSpacingHint(30);
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
