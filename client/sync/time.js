// The local time with its zone, as records carry it.

/** "2026-03-02T09:00:00.000-05:00" @param {Date} [day] */
export function localTime(day = new Date()) {
  const two = (/** @type {number} */ number) => String(Math.floor(Math.abs(number))).padStart(2, '0');
  const off = -day.getTimezoneOffset();
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  const seconds = `${two(day.getSeconds())}.${String(day.getMilliseconds()).padStart(3, '0')}`;
  const time = `${two(day.getHours())}:${two(day.getMinutes())}:${seconds}`;
  return `${date}T${time}${off < 0 ? '-' : '+'}${two(off / 60)}:${two(off % 60)}`;
}
