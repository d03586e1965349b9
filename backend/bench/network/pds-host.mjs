import { once } from 'node:events';
import { createServer } from 'node:http';

/** A PDS and a PLC directory at one address, for repositories that are made already. */
export async function startPdsHost(repositories) {
  const byDid = new Map(repositories.map((repository) => [repository.did, repository]));
  const server = createServer((request, response) => answer(new URL(request.url, 'http://host'), response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${server.address().port}`;

  function answer({ pathname, searchParams }, response) {
    const method = pathname.replace('/xrpc/', '');
    if (method === 'com.atproto.sync.getRepo')
      return response
        .writeHead(200, { 'content-type': 'application/vnd.ipld.car' })
        .end(byDid.get(searchParams.get('did')).car);
    if (method === 'com.atproto.sync.listRepos')
      return json(response, { repos: repositories.map(({ did }) => ({ did })) });
    if (method === 'com.atproto.server.describeServer') return json(response, { did: 'did:web:localhost' });
    const known = byDid.get(decodeURIComponent(pathname.slice(1)));
    return known ? json(response, documentOf(known, origin)) : json(response, { error: 'MethodNotImplemented' }, 501);
  }

  return { origin, stop: () => new Promise((closed) => server.close(closed)) };
}

function json(response, body, status = 200) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function documentOf({ did, key }, origin) {
  return {
    id: did,
    verificationMethod: [{ id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase: key }],
    service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: origin }],
  };
}
