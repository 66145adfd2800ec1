// DuckDB over the log of bench/logs, on one thread: `filter` or `group`. Columns are read as texts
// but for the time, as ours are, and a line that is no record is counted and passed over.
import { DuckDBInstance } from '@duckdb/node-api';

const [what, file] = process.argv.slice(2);
const source = `read_csv('${file.replaceAll("'", "''")}', header = true, delim = ',', quote = '"',
  store_rejects = true, all_varchar = true)`;
const queries = {
  filter: `SELECT count(*) FROM ${source} WHERE lower("user") = 'u777' AND lower(result) = 'failed'`,
  group: `SELECT count(*) FROM (SELECT "user", CAST("time" AS TIMESTAMP)::DATE AS day FROM ${source}
    GROUP BY ALL HAVING count(*) >= 100000)`,
};
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
const reader = await connection.runAndReadAll(queries[what]);
console.log(String(reader.getRows()[0][0]));
