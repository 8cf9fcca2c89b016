import promBundle from 'express-prom-bundle';
import { register } from 'prom-client';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';

app.use(promBundle({ includeMethod: true }));
app.get('/metrics', async (req, res) => {
  res.set('Content-Type', register.contentType);
  res.end(await register.metrics());
});
export const nest = PrometheusModule.register();
app.get('/internal/metrics', (req, res) => {
  res.type('text/plain').send(`# TYPE requests_total counter\nrequests_total ${requests}\n`);
});
