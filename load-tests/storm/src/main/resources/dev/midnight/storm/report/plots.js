// Draws each plot into the element of the same number. Numbers that JSON cannot hold come as text.
const colours = ['#5470c6', '#ee6666', '#fac858', '#3ba272', '#fc8452', '#73c0de', '#9a60b4', '#ea7ccc', '#8d6e63', '#1b1f3b'];

function optionOf(plot) {
  const value = v => (typeof v !== 'number' || (plot.logarithmic && v <= 0)) ? null : v;
  return {
    animation: false,
    color: colours,
    title: {text: plot.title, left: 'center', textStyle: {fontSize: 15}},
    legend: {top: 28, type: 'plain'},
    grid: {top: 92, left: 70, right: 30, bottom: 60},
    tooltip: {trigger: 'axis'},
    toolbox: {feature: {saveAsImage: {title: 'save as SVG'}}},
    xAxis: {type: 'category', data: plot.categories, name: plot.categoryAxis, nameLocation: 'middle', nameGap: 32},
    yAxis: {type: plot.logarithmic ? 'log' : 'value', name: plot.valueAxis, nameTextStyle: {align: 'left'}},
    series: plot.series.map(s => ({
      name: s.name,
      type: plot.kind === 'BAR' ? 'bar' : 'line',
      showSymbol: plot.categories.length < 40,
      connectNulls: true,
      data: s.values.map(value),
    })),
  };
}

if (typeof document !== 'undefined') {
  document.querySelectorAll('.plot').forEach((element, i) => {
    const chart = echarts.init(element, null, {renderer: 'svg'});
    chart.setOption(optionOf(plots[i]));
    addEventListener('resize', () => chart.resize());
  });
}
