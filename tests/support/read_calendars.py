"""Calendars as python3-icalendar reads them, and the days of rules as python-dateutil reckons them; JSON in, JSON out."""
import base64
import datetime
import json
import signal
import sys

from dateutil.rrule import rrulestr
from icalendar import Calendar


def moment(held):
    """An aware time in UTC; a time without a zone and a whole day as they stand."""
    if held is None:
        return None
    value = getattr(held, "dt", held)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def listed(held):
    return held if isinstance(held, list) else [] if held is None else [held]


def end_of(event):
    start, end, length = event.get("DTSTART"), event.get("DTEND"), event.get("DURATION")
    if end is not None or start is None or length is None:
        return moment(end)
    later = start.dt + length.dt
    zone = getattr(later, "tzinfo", None)
    return moment(zone.normalize(later) if hasattr(zone, "normalize") else later)


def of_event(event):
    return {
        "uid": str(event.get("UID", "")),
        "sequence": int(event.get("SEQUENCE", 0)),
        "summary": str(event.get("SUMMARY", "")),
        "location": str(event.get("LOCATION", "")),
        "status": str(event.get("STATUS", "")),
        "start": moment(event.get("DTSTART")),
        "end": end_of(event),
        "repeats": "RRULE" in event or "RDATE" in event,
        "stands": moment(event.get("RECURRENCE-ID")),
        "attendees": [[str(a.params.get("CN", "")), str(a.params.get("PARTSTAT", ""))] for a in listed(event.get("ATTENDEE"))],
    }


def of_todo(todo):
    return {
        "uid": str(todo.get("UID", "")),
        "sequence": int(todo.get("SEQUENCE", 0)),
        "summary": str(todo.get("SUMMARY", "")),
        "description": str(todo.get("DESCRIPTION", "")),
        "status": str(todo.get("STATUS", "")),
        "due": moment(todo.get("DUE")),
        "completed": moment(todo.get("COMPLETED")),
    }


def todos(text):
    return [of_todo(todo) for todo in Calendar.from_ical(base64.b64decode(text)).walk("VTODO")]


def read(text):
    try:
        calendars = Calendar.from_ical(base64.b64decode(text), multiple=True)
        events = [of_event(event) for calendar in calendars for event in calendar.walk("VEVENT")]
        return {"method": str(calendars[0].get("METHOD", "")), "events": events}
    except Exception as error:  # Whatever it stumbles over is its answer.
        return {"error": f"{type(error).__name__}: {error}"}


class Endless(Exception):
    """A rule that no day fulfils: dateutil looks for one until the year 9999."""


def give_up(*_):
    raise Endless


signal.signal(signal.SIGPROF, give_up)


def days(rule):
    found = []
    try:
        first = datetime.datetime.fromisoformat(f"{rule['first']}T18:00:00")
        signal.setitimer(signal.ITIMER_PROF, 0.1)
        for one in rrulestr(rule["rule"], dtstart=first):
            if one.date().isoformat() > rule["last"] or len(found) == rule["most"]:
                break
            found.append(one.date().isoformat())
        return found
    except Endless:
        return found
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


asked = json.load(sys.stdin)
json.dump(
    {
        "calendars": [read(one) for one in asked["calendars"]],
        "rules": [days(one) for one in asked["rules"]],
        "todos": [todos(one) for one in asked.get("todos", [])],
    },
    sys.stdout,
)
