import { element, svg } from './dom.js';
import { clock, count, date, dayAndHours, exact, hours, plural } from './format.js';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const HEIGHT = 128;
const PAD = { top: 8, right: 2, bottom: 20, left: 34 };
const PARTS = ['calls', 'errors', 'limits'];

/** Calls over time as stacked bars: successful, failed, rejected by the rate limit. */
export class Chart {
  #readout = element('p', 'readout');
  #picture = svg('svg', { role: 'img', height: HEIGHT });
  #data = null;
  #pointed = -1;
  #width = 0;

  element = element('div', 'chart');

  constructor() {
    this.#readout.setAttribute('aria-hidden', 'true');
    this.element.append(this.#readout, this.#picture);
    new ResizeObserver(() => this.#draw()).observe(this.element);
    this.#picture.addEventListener('pointermove', event => this.#point(event));
    this.#picture.addEventListener('pointerleave', () => this.#point(null));
  }

  update(data) {
    this.#data = data;
    this.#draw();
  }

  #draw() {
    const width = Math.floor(this.element.clientWidth);
    if (!this.#data || width === 0) {
      return;
    }
    this.#width = width;
    const { calls } = this.#data.chart;
    const top = niceTop(Math.max(...calls));
    const plot = { width: width - PAD.left - PAD.right, height: HEIGHT - PAD.top - PAD.bottom };
    this.#picture.setAttribute('width', width);
    this.#picture.setAttribute('aria-label', this.#description());
    this.#picture.replaceChildren(...this.#grid(top, plot), ...this.#times(plot), ...this.#bars(top, plot));
    this.#showPointed(plot);
  }

  #grid(top, plot) {
    const levels = top % 2 === 0 ? [0, top / 2, top] : [0, top];
    return levels.flatMap(level => {
      const y = Math.round(PAD.top + plot.height * (1 - level / top)) + 0.5;
      return [
        svg('line', { class: level === 0 ? 'axis' : 'grid', x1: PAD.left, x2: this.#width - PAD.right, y1: y, y2: y }),
        svg('text', { class: 'label', x: PAD.left - 6, y: y + 3.5, 'text-anchor': 'end' }, count(level)),
      ];
    });
  }

  #times(plot) {
    const bars = this.#data.chart.calls.length;
    const label = (bar, anchor) => svg('text', {
      class: 'label',
      x: PAD.left + plot.width * (bar / bars),
      y: HEIGHT - 5,
      'text-anchor': anchor,
    }, bar === bars ? 'now' : this.#time(bar));
    return [label(0, 'start'), label(Math.floor(bars / 2), 'middle'), label(bars, 'end')];
  }

  #bars(top, plot) {
    const { calls, errors, hits429 } = this.#data.chart;
    const step = plot.width / calls.length;
    const gap = step > 3 ? 1 : 0.25;
    const paths = { calls: '', errors: '', limits: '' };
    const bottom = PAD.top + plot.height;
    calls.forEach((all, bar) => {
      let y = bottom;
      const x = PAD.left + bar * step;
      const parts = { calls: all - errors[bar] - hits429[bar], errors: errors[bar], limits: hits429[bar] };
      for (const part of PARTS) {
        if (parts[part] > 0) {
          const height = Math.max(1.5, plot.height * parts[part] / top);
          y -= height;
          paths[part] += `M${x.toFixed(2)} ${y.toFixed(2)}h${(step - gap).toFixed(2)}v${height.toFixed(2)}h${(gap - step).toFixed(2)}z`;
        }
      }
    });
    return PARTS.filter(part => paths[part]).map(part => svg('path', { class: part, d: paths[part] }));
  }

  #point(event) {
    if (event && this.#data) {
      const bars = this.#data.chart.calls.length;
      const x = event.offsetX - PAD.left;
      const bar = Math.floor(x / ((this.#width - PAD.left - PAD.right) / bars));
      this.#pointed = bar >= 0 && bar < bars ? bar : -1;
    } else {
      this.#pointed = -1;
    }
    this.#draw();
  }

  #showPointed(plot) {
    const { calls, errors, hits429 } = this.#data.chart;
    const bar = this.#pointed;
    if (bar < 0 || bar >= calls.length) {
      this.#readout.textContent = '';
      return;
    }
    const step = plot.width / calls.length;
    this.#picture.append(svg('rect', {
      class: 'pointed', x: PAD.left + bar * step, y: PAD.top, width: step, height: plot.height,
    }));
    this.#readout.textContent = `${this.#time(bar)}  ${plural(calls[bar], 'call', 'calls')}, `
      + `${plural(errors[bar], 'error', 'errors')}, ${exact(hits429[bar])} × 429`;
  }

  #time(bar) {
    const { start, barSeconds } = this.#data.chart;
    const time = Date.parse(start) + bar * barSeconds * 1000;
    if (barSeconds >= DAY_SECONDS) {
      return date(time);
    }
    return barSeconds < 60 ? clock(time) : barSeconds < HOUR_SECONDS ? hours(time) : dayAndHours(time);
  }

  #description() {
    const { calls, errors, hits429, chart } = this.#data;
    const peak = Math.max(...chart.calls);
    const when = peak > 0 ? `, peak ${exact(peak)} at ${this.#time(chart.calls.indexOf(peak))}` : '';
    return `Calls of the ${this.#data.label}: ${exact(calls)} in total${when}; `
      + `${plural(errors, 'error', 'errors')}, ${exact(hits429)} rejected with 429`;
  }
}

/** The next axis maximum, such as 2, 4, 10, 20, 40 or 100, whose half is a round number too. */
function niceTop(highest) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  return Math.max(2, [1, 2, 4, 6, 8, 10].map(step => step * power).find(top => top >= highest));
}
