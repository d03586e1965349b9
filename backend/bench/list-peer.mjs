import Fastify from 'fastify';
import pg from 'pg';

/** The peer of P1: nothing but Fastify, one indexed query, and the bytes. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 15 });
const rest = JSON.stringify(JSON.parse(process.env.REST ?? '{}')).slice(1);
const server = Fastify();

server.get('/', async (_request, reply) => {
  const { rows } = await pool.query({
    name: 'page',
    text: 'select doc from bench_peer order by created_at desc, id desc limit 20',
  });
  return reply
    .type('application/json; charset=utf-8')
    .send(`{"tracks":[${rows.map((row) => row.doc).join(',')}],${rest}`);
});

await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('listening');
