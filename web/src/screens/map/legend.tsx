// The legend: what each colour says and how many shapes have it; pressed, one is shown alone.
import type { MapColumn, MapLegend } from '../../api/map';
import { grouped } from '../../lib/number_format';
import { Panel } from '../../parts/panel';
import { useWords } from '../../state/language';
import { range_of } from './map_colours';

interface Props {
  column: MapColumn;
  legend: MapLegend;
  colours: readonly string[];
  alone: number | null;
  show: (alone: number | null) => void;
}

export function Legend({ column, legend, colours, alone, show }: Props) {
  const { t, d, lang } = useWords();
  const unit = column.unit ? d(column.unit) : column.type === 'yen' ? t('taxpayer.yen') : null;
  const words = (index: number): string => {
    const one = legend.classes[index];
    if (!one) return '';
    if (one.label) return d(one.label);
    const [from, to] = range_of(one, column.type, lang);
    return from === to ? from : t('map.class_range', { from, to });
  };
  return (
    <Panel
      title={unit ? t('map.legend', { label: d(column.label), unit }) : d(column.label)}
      end={
        alone === null ? (
          t('map.legend_how')
        ) : (
          <button type="button" className="btn s" onClick={() => show(null)}>
            {t('map.legend_all')}
          </button>
        )
      }
    >
      <ul className="map-legend" data-legend={legend.colour}>
        {legend.classes.map((one, index) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={alone === index}
              onClick={() => show(alone === index ? null : index)}
            >
              <svg width="18" height="18" aria-hidden="true" focusable="false">
                <rect x="1" y="1" width="16" height="16" fill={colours[index]} stroke="#4d4d4d" />
              </svg>
              <span>{words(index)}</span>
              <span className="num">{grouped(one.shapes)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
