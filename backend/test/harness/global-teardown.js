import { removeDataFolder } from '../../tools/bootstrap/postgres/place.mjs';

export default async function globalTeardown() {
  const services = globalThis.testServices;
  await Promise.all(services.devnets.map((devnet) => devnet.close()));
  await services.postgres?.stop();
  removeDataFolder(services.folder);
  services.stopped = true;
}
