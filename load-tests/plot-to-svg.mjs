// Writes one plot of a page as SVG: node plot-to-svg.mjs target/storm/sweep.html 0 > plot.svg
// The page holds all that is needed: its own plotting library, the figures and how to draw them.
import {readFileSync} from 'node:fs';

const [page, number] = process.argv.slice(2);
const [library, drawing] = [...readFileSync(page, 'utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)].map(match => match[1]);
const module = {exports: {}};
new Function('module', 'exports', library)(module, module.exports);
const {plots, optionOf} = new Function(`${drawing}; return {plots, optionOf};`)();
const chart = module.exports.init(null, null, {renderer: 'svg', ssr: true, width: 960, height: 480});
chart.setOption({...optionOf(plots[Number(number)]), backgroundColor: '#fff', toolbox: undefined});
process.stdout.write(chart.renderToSVGString(), () => process.exit());
