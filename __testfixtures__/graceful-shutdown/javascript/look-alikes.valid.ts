// process.on('SIGTERM', () => server.close());
app.listen(3000);
child.on('SIGTERM', () => server.close());
child.kill('SIGTERM');
process.on('SIGINT', () => server.close());
process.on('SIGTERM', () => sdk.shutdown().then(() => logger.info('tracing ended')));
process.on('SIGTERM', async () => {
  await prisma.$disconnect();
});
process.on('SIGTERM', () => queueWorker.close());
