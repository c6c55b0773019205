/** Small letters without signs, so that `zadluzenie` finds `Zadłużenie`; `ł` is a letter of its own and not decomposed. */
export const plainText = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l')
