// Full-width digits and signs that a Japanese keyboard produces, made narrow. Only these: names
// keep the characters they were typed with.
export function narrow_digits(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ．／]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[‐－−ー―]/g, '-')
    .replace(/[。｡]/g, '.')
    .replace(/　/g, ' ');
}
