package dev.midnight.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The ratios of a run as bars, each beside the limit that it was to keep. */
final class RatioChart {

  private static final int WIDTH_OF_ROW = 34;

  private final List<Row> compared;

  RatioChart(List<Row> rows) {
    this.compared = rows.stream().filter(RatioChart::shown).toList();
  }

  /** Rows with a ratio to draw; those of throughput, where more is better, have a chart's own axis. */
  private static boolean shown(Row row) {
    return Double.isFinite(row.ratio()) && row.ratio() > 0 && row.goal() != Goal.NONE;
  }

  void writeTo(Path directory) throws IOException {
    if (compared.isEmpty()) {
      return;
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(360 + WIDTH_OF_ROW * compared.size())
            .height(900)
            .title("Ours to the peer's in the same run, and the goal")
            .yAxisTitle("ratio (logarithmic)")
            .build();
    style(chart);
    List<String> names = compared.stream().map(row -> row.title() + " : " + row.peer()).toList();
    chart.addSeries("ratio", names, compared.stream().map(Row::ratio).toList());
    chart.addSeries("goal", names, new ArrayList<>(limits()));
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, directory.resolve("ratios").toString(), VectorGraphicsFormat.SVG);
  }

  /** A limit of bytes is drawn as the ratio to the peer that it amounts to. */
  private List<Double> limits() {
    return compared.stream()
        .map(
            row ->
                row.goal().rule() == Goal.Rule.AT_MOST
                    ? row.goal().limit() / row.peers()
                    : row.goal().limit())
        .toList();
  }

  private static void style(CategoryChart chart) {
    chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
    chart.getStyler().setXAxisLabelRotation(90);
    chart.getStyler().setYAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.01);
    chart.getStyler().setSeriesColors(new Color[] {new Color(0x2B6CB0), new Color(0xCBD5E0)});
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
  }
}
