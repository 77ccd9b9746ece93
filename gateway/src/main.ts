import { BadConfiguration, fieldsOf, loggerOf, stopOnSignals } from '@securebase/service-kit/edge';
import { readGatewayConfig } from './config.ts';
import { startGateway } from './start-gateway.ts';

let log = loggerOf('gateway', 'info');
try {
  const config = readGatewayConfig();
  log = loggerOf('gateway', config.logLevel);
  const gateway = await startGateway(config, log);
  stopOnSignals(gateway.stop, log);
  process.send?.({ ready: gateway.url });
} catch (error) {
  log.fatal(
    { ...fieldsOf(error), ...(error instanceof BadConfiguration && { message: error.message }) },
    'could not start',
  );
  process.exit(1);
}
