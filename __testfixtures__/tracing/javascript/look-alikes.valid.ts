import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';

// tracer.init();
const sdk = new NodeSDK({ serviceName: 'api' });
const tracer = trace.getTracer('api');
console.trace('here');
