// One job's log, and what it made for whoever ordered it.
import * as api from '../../api/endpoints';
import { moment } from '../../lib/era_date';
import { Await } from '../../parts/await';
import { Dialog } from '../../parts/dialog';
import { useWords } from '../../state/language';
import { useQuery } from '../../state/query';
import { useToday } from '../../state/server_state';

export function JobLog({ id, close }: { id: string; close: () => void }) {
  const { t, d, lang } = useWords();
  const today = useToday();
  const query = useQuery(`job ${id}`, (signal) => api.job(id, signal));
  return (
    <Dialog title={t('jobs.log_of', { id })} close={close}>
      <Await query={query} rows={4}>
        {(job) => (
          <>
            <p>
              <b>{d(job.label)}</b> {d(job.result)}
            </p>
            <p className="sub">
              {job.by
                ? t('jobs.by', { name: `${job.by.number} ${job.by.name}` })
                : t('jobs.by_system')}
            </p>
            <table>
              <tbody>
                {job.log.map((line) => (
                  <tr key={`${line.at} ${line.text.en}`}>
                    <td className="nw">{moment(line.at, lang, today)}</td>
                    <td>{d(line.text)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Files id={id} files={job.files} />
          </>
        )}
      </Await>
      <p className="acts mt-4">
        <button type="button" className="btn" data-first onClick={close}>
          {t('action.close')}
        </button>
      </p>
    </Dialog>
  );
}

interface FilesProps {
  id: string;
  files: readonly { id: string; name: string; size: number }[];
}

export function Files({ id, files }: FilesProps) {
  const { t } = useWords();
  if (files.length === 0) return null;
  return (
    <>
      <p className="sub">{t('jobs.files')}</p>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={api.job_file_address(id, file.id)} download={file.name}>
              {file.name}
            </a>
          </li>
        ))}
      </ul>
      {files.some((file) => file.name === 'password.txt') ? (
        <p>{t('exchange.password_once')}</p>
      ) : null}
    </>
  );
}
