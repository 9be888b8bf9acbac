const WHOLE = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const HOURS = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY_AND_HOURS = new Intl.DateTimeFormat('en', {
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const DATE = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', year: 'numeric' });

export const NONE = '–';

/** For narrow places. */
export const count = number => number < 100_000 ? WHOLE.format(number) : SHORT.format(number);
export const exact = number => WHOLE.format(number);
export const clock = time => CLOCK.format(time);
export const hours = time => HOURS.format(time);
export const dayAndHours = time => DAY_AND_HOURS.format(time);
export const date = time => DATE.format(time);

export function percent(share) {
  if (share === null) {
    return NONE;
  }
  const points = share * 100;
  if (points === 0 || points >= 10) {
    return `${Math.round(points)}%`;
  }
  return points < 0.1 ? '<0.1%' : `${points.toFixed(1)}%`;
}

export function millis(value) {
  if (value === null) {
    return NONE;
  }
  if (value < 1000) {
    return `${value} ms`;
  }
  return value < 100_000 ? `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s` : `${count(Math.round(value / 1000))} s`;
}

export function ago(time, now) {
  const seconds = Math.max(0, Math.round((now - time) / 1000));
  if (seconds < 2) {
    return 'now';
  }
  if (seconds < 120) {
    return `${seconds} s ago`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) {
    return `${minutes} min ago`;
  }
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}

export function plural(number, one, many) {
  return `${exact(number)} ${number === 1 ? one : many}`;
}
