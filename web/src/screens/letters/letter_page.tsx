// The page of a letter as it is printed: number, date, to, from, title, text, points, contact. What
// leaves the city is Japanese in either language of the screen.
import type { LetterText } from '../../api/letters';
import { date_long } from '../../lib/era_date';
import { useWords } from '../../state/language';

interface Props {
  text: LetterText;
  number: string | null;
  dated: string | null;
  is_void?: boolean;
}

const kGap = /(［要記入：[^］]*］)/;

/** What is still to be written stands out. */
function Said({ text }: { text: string }) {
  return (
    <>
      {text.split(kGap).map((part, at) =>
        kGap.test(part) ? (
          <mark key={at} className="gap">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </>
  );
}

export function LetterPage({ text, number, dated, is_void = false }: Props) {
  const { t } = useWords();
  const honorific = text.honorific === 'sama' ? '様' : '御中';
  return (
    <div className="letter-page" lang="ja" data-page role="group" aria-label={t('letters.page')}>
      {is_void ? <p className="mark-void">（欠番）</p> : number === null ? <p className="mark-void">（案）</p> : null}
      <p className="right">{number ?? '（文書番号は決裁のときに付きます）'}</p>
      <p className="right">{dated ? date_long(dated, 'ja') : '（日付は決裁の日）'}</p>
      <p className="to">
        {text.to ? <Said text={text.to} /> : <mark className="gap">［要記入：宛先］</mark>}　{honorific}
      </p>
      <p className="right">{text.issuer}</p>
      <p className="title">
        <Said text={text.title} />
      </p>
      {text.body.map((one, at) => (
        <p key={at} className="para">
          <Said text={one} />
        </p>
      ))}
      {text.points.length > 0 ? (
        <>
          <p className="centre">記</p>
          {text.points.map((one, at) => (
            <p key={at} className="point">
              <Said text={one} />
            </p>
          ))}
          <p className="right">以上</p>
        </>
      ) : null}
      {text.ground ? <p>（根拠　{text.ground}）</p> : null}
      {text.contact ? (
        <p className="contact">
          問合せ先
          <br />
          {text.contact}
        </p>
      ) : null}
    </div>
  );
}
