const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

/** 12,345 */
export const count = (number) => whole.format(number);

/** 12.3 */
export const rate = (number) => short.format(number);

/** 1,234.5678, as far as there are digits */
export const figure = (number) => exact.format(number);

/** 12 %, and below ten with one digit more */
export const percent = (share) => (share >= 0.1 || share === 0 ? whole : short).format(share * 100) + " %";

/** 1 member, 2 members */
export const counted = (number, one, many = one + "s") => count(number) + " " + (number === 1 ? one : many);
