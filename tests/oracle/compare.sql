-- Makes and fills table difference (compare_rows.sql).
create table difference (g int, what text, n int, detail text, engine text, model text);
\ir compare_rows.sql
