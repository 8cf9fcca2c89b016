import { NodeSDK } from '@opentelemetry/sdk-node';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { registerOTel } from '@vercel/otel';
import tracer from 'dd-trace';

const sdk = new NodeSDK({ serviceName: 'api' });
sdk.start();
const provider = new NodeTracerProvider();
provider.register();
tracer.init();
export function register() {
  registerOTel({ serviceName: 'web' });
}
