import { runService } from '@securebase/service-kit';
import { definition } from './service.ts';

await runService(definition);
