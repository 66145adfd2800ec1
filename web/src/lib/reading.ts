// How a Japanese word sounds, so that what is typed in kana, in Latin letters of either system, or
// with the keyboard's conversion still under way finds it: "kensho", "kensyou", "けんしょう",
// "けんs" are the beginning of one word.
const kSounds: Record<string, string> = {
  あ: 'a', い: 'i', う: 'u', え: 'e', お: 'o',
  か: 'ka', き: 'ki', く: 'ku', け: 'ke', こ: 'ko',
  さ: 'sa', し: 'shi', す: 'su', せ: 'se', そ: 'so',
  た: 'ta', ち: 'chi', つ: 'tsu', て: 'te', と: 'to',
  な: 'na', に: 'ni', ぬ: 'nu', ね: 'ne', の: 'no',
  は: 'ha', ひ: 'hi', ふ: 'fu', へ: 'he', ほ: 'ho',
  ま: 'ma', み: 'mi', む: 'mu', め: 'me', も: 'mo',
  や: 'ya', ゆ: 'yu', よ: 'yo',
  ら: 'ra', り: 'ri', る: 'ru', れ: 're', ろ: 'ro',
  わ: 'wa', を: 'o', ん: 'n',
  が: 'ga', ぎ: 'gi', ぐ: 'gu', げ: 'ge', ご: 'go',
  ざ: 'za', じ: 'ji', ず: 'zu', ぜ: 'ze', ぞ: 'zo',
  だ: 'da', ぢ: 'ji', づ: 'zu', で: 'de', ど: 'do',
  ば: 'ba', び: 'bi', ぶ: 'bu', べ: 'be', ぼ: 'bo',
  ぱ: 'pa', ぴ: 'pi', ぷ: 'pu', ぺ: 'pe', ぽ: 'po',
  ぁ: 'a', ぃ: 'i', ぅ: 'u', ぇ: 'e', ぉ: 'o',
}; // prettier-ignore

const kSmall: Record<string, string> = { ゃ: 'ya', ゅ: 'yu', ょ: 'yo' };

/** Full width narrowed, capitals lowered, katakana as hiragana. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}

/** Spellings that sound alike as one: long vowels short, either system as Hepburn's. */
function folded(latin: string): string {
  return latin
    .replace(/[āâ]/g, 'a')
    .replace(/[ūû]/g, 'u')
    .replace(/[ōô]/g, 'o')
    .replace(/sy/g, 'sh')
    .replace(/(?:zy|jy)/g, 'j')
    .replace(/(?:ty|cy)/g, 'ch')
    .replace(/si/g, 'shi')
    .replace(/zi/g, 'ji')
    .replace(/ti/g, 'chi')
    .replace(/tu/g, 'tsu')
    .replace(/hu/g, 'fu')
    .replace(/di/g, 'ji')
    .replace(/du/g, 'zu')
    .replace(/(?:nn|n'|m(?=[bp]))/g, 'n')
    .replace(/o[uo]+/g, 'o')
    .replace(/uu+/g, 'u')
    .replace(/-/g, '');
}

/** The sound of a word in kana; what is no kana stays as it is. */
export function sound(text: string): string {
  let out = '';
  let doubled = false;
  for (const c of plain(text)) {
    const small = kSmall[c];
    if (c === 'っ') {
      doubled = true;
      continue;
    }
    if (c === 'ー') continue;
    if (small && /i$/.test(out)) {
      const stem = out.slice(0, -1);
      out = /(?:sh|ch|j)$/.test(stem) ? stem + small.slice(1) : stem + small;
      continue;
    }
    const said = kSounds[c] ?? c;
    out += doubled ? (said.startsWith('ch') ? 't' : said[0]) + said : said;
    doubled = false;
  }
  return folded(out);
}

/** Of what is being typed, the part that is kana already: "けんs" has no し yet. */
export function begun(text: string): string {
  return /[ぁ-ん][a-z]{1,2}$/.test(plain(text)) ? plain(text).replace(/[a-z]+$/, '') : plain(text);
}

const kLeastSound = 3;
const squeezed = (text: string) => plain(text).replace(/\s+/g, '');

/** Does a word stand in the text, or begin one of its words as it sounds? */
export function holds(text: string, word: string): boolean {
  if (squeezed(text).includes(squeezed(word))) return true;
  const heard = sound(word);
  // A syllable or two sound like the beginning of nearly everything.
  if (heard.length < kLeastSound || !/^[a-z]+$/.test(heard)) return false;
  return plain(text)
    .split(/\s+/)
    .some((one) => sound(one).startsWith(heard));
}
