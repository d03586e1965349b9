import 'reflect-metadata';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { describeSettings, readSettings, startFailure } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';
import { createServer, listen } from './platform/http/index.js';
import { TranscoderAppModule } from './transcoder-app.module.js';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.databaseMigrateOnStart && settings.plays('api')) await migrate(settings.databaseUrl);
  const application = settings.isTranscoderOnly ? TranscoderAppModule : AppModule;
  const app = await createServer(application.for(settings), settings);
  await listen(app, settings);
  // Who started this process knows by it that the port is ours; `/ready` then says when work can begin.
  process.send?.({ listening: settings.port });
  app.get(Logger).log({ settings: describeSettings(settings) }, `listening on ${settings.publicUrl}`);
}

main().catch((error: unknown) => {
  console.error(startFailure(error));
  process.exit(1);
});
