const COEFFICIENTS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function, for x > 0.5, right to about 14 digits (Lanczos). */
export function logGamma(x: number): number {
  let sum = 0.9999999999998099;
  for (const [n, coefficient] of COEFFICIENTS.entries()) sum += coefficient / (x + n);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The logarithm of the beta function, for any a, b > 0. */
export function logBeta(a: number, b: number): number {
  return gammaAbove(a) + gammaAbove(b) - gammaAbove(a + b);
}

/** Lifted by one where the sum converges badly. */
const gammaAbove = (x: number) => (x < 1 ? logGamma(x + 1) - Math.log(x) : logGamma(x));
