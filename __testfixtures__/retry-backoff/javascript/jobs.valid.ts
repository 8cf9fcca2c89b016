export const jobOptions = { attempts: 3, backoff: { type: 'exponential', delay: 2000 } };
