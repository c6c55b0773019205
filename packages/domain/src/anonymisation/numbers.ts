/** Checksums of Polish numbers: a number that passes is very likely one, so a text that holds it is not anonymous. */

const sum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)

const PESEL = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
const NIP = [6, 5, 7, 2, 3, 4, 5, 6, 7]

/** Months carry the century: 80 for the 1800s, 0 the 1900s, 20 the 2000s, 40 the 2100s, 60 the 2200s. */
const datePart = (digits: string): boolean => {
  const month = Number(digits.slice(2, 4)) % 20
  const day = Number(digits.slice(4, 6))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/**
 * A PESEL as the register gives it: a day that exists, and the control digit that the other ten make. A person may have none.
 */
export function isPesel(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false
  const [year, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ]
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)] ?? 0
  const born = new Date(Date.UTC(century + year, (month % 20) - 1, day))
  const exists = month % 20 >= 1 && month % 20 <= 12 && born.getUTCDate() === day && day > 0
  return exists && (10 - (sum(digits, PESEL) % 10)) % 10 === Number(digits[10])
}

/** A date of birth in front or a right control digit: a mistyped PESEL still tells who it is. */
export const looksLikePesel = (digits: string): boolean =>
  /^\d{11}$/.test(digits) && (datePart(digits) || (10 - (sum(digits, PESEL) % 10)) % 10 === Number(digits[10]))

export const isNip = (digits: string): boolean => /^\d{10}$/.test(digits) && sum(digits, NIP) % 11 === Number(digits[9])
