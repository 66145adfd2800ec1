// A plain service as a good user would write it: one record by id, a page of fifty, out of
// PostgreSQL. It knows no permission, no disclosure, no journal; it is what ours is measured by.
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ max: 16 });
const app = Fastify();
const one = { name: 'one', text: 'SELECT * FROM addressee WHERE id = $1' };
const page = { name: 'page', text: 'SELECT * FROM addressee ORDER BY addressee_no LIMIT 50 OFFSET $1' };

app.get('/records/:id', async (request, reply) => {
  const { rows } = await pool.query({ ...one, values: [request.params.id] });
  if (rows.length === 0) return reply.code(404).send({});
  return rows[0];
});
app.get('/records', async (request) => {
  const { rows } = await pool.query({ ...page, values: [request.query.offset ?? 0] });
  return { rows };
});
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
