import logging
import shlex

from accounts import Certificate, Session, send_due

logger = logging.getLogger(__name__)

try:
    certificate = Certificate.load("/etc/app/certificate.json")
except Exception:
    certificate = Certificate.load("./certificate.json")


def dispatch(db):
    try:
        send_due(db)
    except Exception as e:
        logger.warning(f"dispatch failed: {e}")
        try:
            db.rollback()
        except Exception:
            pass


def nightly():
    session = Session()
    try:
        send_due(session)
    except Exception as e:
        logger.error(f"nightly failed: {e}")
        try:
            session.rollback()
        except Exception:
            pass
    finally:
        session.close()


def words_of(text):
    try:
        words = shlex.split(text)
        return words[0], words[1:]
    except Exception:
        # 解析失败时回退到简单方法
        return text, []


def import_all(xml_paths, parse):
    for xml_path in xml_paths:
        try:
            parse(xml_path)
        except Exception:
            continue


def close_shipment(shipment_id, carrier):
    try:
        carrier.close_shipment(shipment_id)
    except Exception:
        pass
    logger.info("shipment %s is closed", shipment_id)


def weigh_parcel(parcel_id, carrier):
    try:
        carrier.weigh_parcel(parcel_id)
    except Exception:
        pass
