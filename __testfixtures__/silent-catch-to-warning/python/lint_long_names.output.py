import logging

logger = logging.getLogger(__name__)


class Forecast:
    def _forecast_the_seasonal_series(self, series, horizon):
        for step in range(horizon):
            for part in series.parts:
                try:
                    part.trend = self._extract_trend(part, step)
                    part.pattern = self._extract_seasonal_pattern(part, step)
                except Exception:
                    logger.warning(
                        "_forecast_the_seasonal_series failed", exc_info=True
                    )
                    continue
        return series
