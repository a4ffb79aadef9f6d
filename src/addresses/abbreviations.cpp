// SPDX-License-Identifier: Apache-2.0
#include "addresses/abbreviations.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>

namespace nearnet::addresses {
namespace {

using std::string_view;

/// A row is the standard abbreviation and the words it stands for.
using Words = std::map<string_view, string_view>;

Words words_of(std::span<const string_view> rows) {
  Words words;
  for (string_view row : rows) {
    const string_view standard = row.substr(0, row.find(' '));
    while (!row.empty()) {
      const string_view word = row.substr(0, row.find(' '));
      words.emplace(word, standard);
      row.remove_prefix(std::min(row.size(), word.size() + 1));
    }
  }
  return words;
}

string_view found(const Words& words, string_view word) {
  const auto place = words.find(word);
  return place == words.end() ? string_view() : place->second;
}

constexpr std::array<string_view, 201> kSuffixes = {
    "ALY ALLEE ALLEY ALLY",
    "ANX ANEX ANNEX ANNX",
    "ARC ARCADE",
    "AVE AV AVEN AVENU AVENUE AVN AVNUE",
    "BCH BEACH",
    "BG BURG",
    "BGS BURGS",
    "BLF BLUF BLUFF",
    "BLFS BLUFFS",
    "BLVD BOUL BOULEVARD BOULV",
    "BND BEND",
    "BR BRANCH BRNCH",
    "BRG BRDGE BRIDGE",
    "BRK BROOK",
    "BRKS BROOKS",
    "BTM BOT BOTTM BOTTOM",
    "BYP BYPA BYPAS BYPASS BYPS",
    "BYU BAYOO BAYOU",
    "CIR CIRC CIRCL CIRCLE CRCL CRCLE",
    "CIRS CIRCLES",
    "CLB CLUB",
    "CLF CLIFF",
    "CLFS CLIFFS",
    "CMN COMMON",
    "CMNS COMMONS",
    "COR CORNER",
    "CORS CORNERS",
    "CP CAMP CMP",
    "CPE CAPE",
    "CRES CRESCENT CRSENT CRSNT",
    "CRK CREEK",
    "CRSE COURSE",
    "CRST CREST",
    "CSWY CAUSEWAY CAUSWA",
    "CT COURT",
    "CTR CEN CENT CENTER CENTR CENTRE CNTER CNTR",
    "CTRS CENTERS",
    "CTS COURTS",
    "CURV CURVE",
    "CV COVE",
    "CVS COVES",
    "CYN CANYN CANYON CNYN",
    "DL DALE",
    "DM DAM",
    "DR DRIV DRIVE DRV",
    "DRS DRIVES",
    "DV DIV DIVIDE DVD",
    "EST ESTATE",
    "ESTS ESTATES",
    "EXPY EXP EXPR EXPRESS EXPRESSWAY EXPW",
    "EXT EXTENSION EXTN EXTNSN",
    "EXTS EXTENSIONS",
    "FALL",
    "FLD FIELD",
    "FLDS FIELDS",
    "FLS FALLS",
    "FLT FLAT",
    "FLTS FLATS",
    "FRD FORD",
    "FRDS FORDS",
    "FRG FORG FORGE",
    "FRGS FORGES",
    "FRK FORK",
    "FRKS FORKS",
    "FRST FOREST FORESTS",
    "FRY FERRY FRRY",
    "FT FORT FRT",
    "FWY FREEWAY FREEWY FRWAY FRWY",
    "GDN GARDEN GARDN GRDEN GRDN",
    "GDNS GARDENS GRDNS",
    "GLN GLEN",
    "GLNS GLENS",
    "GRN GREEN",
    "GRNS GREENS",
    "GRV GROV GROVE",
    "GRVS GROVES",
    "GTWY GATEWAY GATEWY GATWAY GTWAY",
    "HBR HARB HARBOR HARBR HRBOR",
    "HBRS HARBORS",
    "HL HILL",
    "HLS HILLS",
    "HOLW HLLW HOLLOW HOLLOWS HOLWS",
    "HTS HEIGHTS HT",
    "HVN HAVEN",
    "HWY HIGHWAY HIGHWY HIWAY HIWY HWAY",
    "INLT INLET",
    "IS ISLAND ISLND",
    "ISLE ISLES",
    "ISS ISLANDS ISLNDS",
    "JCT JCTION JCTN JUNCTION JUNCTN JUNCTON",
    "JCTS JCTNS JUNCTIONS",
    "KNL KNOL KNOLL",
    "KNLS KNOLLS",
    "KY KEY",
    "KYS KEYS",
    "LAND",
    "LCK LOCK",
    "LCKS LOCKS",
    "LDG LDGE LODG LODGE",
    "LF LOAF",
    "LGT LIGHT",
    "LGTS LIGHTS",
    "LK LAKE",
    "LKS LAKES",
    "LN LANE",
    "LNDG LANDING LNDNG",
    "LOOP LOOPS",
    "MALL",
    "MDW MEADOW",
    "MDWS MEADOWS MEDOWS",
    "MEWS",
    "ML MILL",
    "MLS MILLS",
    "MNR MANOR",
    "MNRS MANORS",
    "MSN MISSION MISSN MSSN",
    "MT MNT MOUNT",
    "MTN MNTAIN MNTN MOUNTAIN MOUNTIN MTIN",
    "MTNS MNTNS MOUNTAINS",
    "MTWY MOTORWAY",
    "NCK NECK",
    "OPAS OVERPASS",
    "ORCH ORCHARD ORCHRD",
    "OVAL OVL",
    "PARK PARKS PRK",
    "PASS",
    "PATH PATHS",
    "PIKE PIKES",
    "PKWY PARKWAY PARKWAYS PARKWY PKWAY PKWYS PKY",
    "PL PLACE",
    "PLN PLAIN",
    "PLNS PLAINS",
    "PLZ PLAZA PLZA",
    "PNE PINE",
    "PNES PINES",
    "PR PRAIRIE PRR",
    "PRT PORT",
    "PRTS PORTS",
    "PSGE PASSAGE",
    "PT POINT",
    "PTS POINTS",
    "RADL RAD RADIAL RADIEL",
    "RAMP",
    "RD ROAD",
    "RDG RDGE RIDGE",
    "RDGS RIDGES",
    "RDS ROADS",
    "RIV RIVER RIVR RVR",
    "RNCH RANCH RANCHES RNCHS",
    "ROW",
    "RPD RAPID",
    "RPDS RAPIDS",
    "RST REST",
    "RTE ROUTE RT",
    "RUE",
    "RUN",
    "SHL SHOAL",
    "SHLS SHOALS",
    "SHR SHOAR SHORE",
    "SHRS SHOARS SHORES",
    "SKWY SKYWAY",
    "SMT SUMIT SUMITT SUMMIT",
    "SPG SPNG SPRING SPRNG",
    "SPGS SPNGS SPRINGS SPRNGS",
    "SPUR SPURS",
    "SQ SQR SQRE SQU SQUARE",
    "SQS SQRS SQUARES",
    "ST STR STREET STRT",
    "STA STATION STATN STN",
    "STRA STRAV STRAVEN STRAVENUE STRAVN STRVN STRVNUE",
    "STRM STREAM STREME",
    "STS STREETS",
    "TER TERR TERRACE",
    "TPKE TRNPK TURNPIKE TURNPK",
    "TRAK TRACK TRACKS TRK TRKS",
    "TRCE TRACE TRACES",
    "TRFY TRAFFICWAY",
    "TRL TRAIL TRAILS TRLS",
    "TRWY THROUGHWAY",
    "TUNL TUNEL TUNLS TUNNEL TUNNELS TUNNL",
    "UN UNION",
    "UNS UNIONS",
    "UPAS UNDERPASS",
    "VIA VDCT VIADCT VIADUCT",
    "VIS VIST VISTA VST VSTA",
    "VL VILLE",
    "VLG VILL VILLAG VILLAGE VILLG VILLIAGE",
    "VLGS VILLAGES",
    "VLY VALLEY VALLY VLLY",
    "VLYS VALLEYS",
    "VW VIEW",
    "VWS VIEWS",
    "WALK WALKS",
    "WALL",
    "WAY WY",
    "WAYS",
    "WL WELL",
    "WLS WELLS",
    "XING CROSSING CRSSNG",
    "XRD CROSSROAD",
    "XRDS CROSSROADS",
};

constexpr std::array<string_view, 8> kDirectionals = {
    "N NORTH",      "S SOUTH",      "E EAST",       "W WEST",
    "NE NORTHEAST", "NW NORTHWEST", "SE SOUTHEAST", "SW SOUTHWEST"};

constexpr std::array<string_view, 9> kUnitsWithId = {
    "APT APARTMENT", "BLDG BUILDING", "DEPT DEPARTMENT", "FL FLOOR", "HNGR HANGAR",
    "RM ROOM",       "STE SUITE",     "TRLR TRAILER",    "UNIT"};
constexpr std::array<string_view, 7> kUnitsAmbiguous = {"SPC SP", "KEY",       "LOT", "PIER",
                                                        "SLIP",   "SPC SPACE", "STOP"};
constexpr std::array<string_view, 9> kUnitsAlone = {"BSMT BASEMENT", "FRNT FRONT", "LBBY LOBBY",
                                                    "LOWR LOWER",    "OFC OFFICE", "PH PENTHOUSE",
                                                    "REAR",          "SIDE",       "UPPR UPPER"};

constexpr std::array<string_view, 20> kOrdinals = {
    "1ST FIRST",      "2ND SECOND",       "3RD THIRD",       "4TH FOURTH",      "5TH FIFTH",
    "6TH SIXTH",      "7TH SEVENTH",      "8TH EIGHTH",      "9TH NINTH",       "10TH TENTH",
    "11TH ELEVENTH",  "12TH TWELFTH",     "13TH THIRTEENTH", "14TH FOURTEENTH", "15TH FIFTEENTH",
    "16TH SIXTEENTH", "17TH SEVENTEENTH", "18TH EIGHTEENTH", "19TH NINETEENTH", "20TH TWENTIETH"};

struct State {
  string_view abbreviation;
  string_view name;
};
constexpr std::array kStates = {State{"AL", "ALABAMA"},
                                State{"AK", "ALASKA"},
                                State{"AZ", "ARIZONA"},
                                State{"AR", "ARKANSAS"},
                                State{"CA", "CALIFORNIA"},
                                State{"CO", "COLORADO"},
                                State{"CT", "CONNECTICUT"},
                                State{"DE", "DELAWARE"},
                                State{"DC", "DISTRICT OF COLUMBIA"},
                                State{"FL", "FLORIDA"},
                                State{"GA", "GEORGIA"},
                                State{"HI", "HAWAII"},
                                State{"ID", "IDAHO"},
                                State{"IL", "ILLINOIS"},
                                State{"IN", "INDIANA"},
                                State{"IA", "IOWA"},
                                State{"KS", "KANSAS"},
                                State{"KY", "KENTUCKY"},
                                State{"LA", "LOUISIANA"},
                                State{"ME", "MAINE"},
                                State{"MD", "MARYLAND"},
                                State{"MA", "MASSACHUSETTS"},
                                State{"MI", "MICHIGAN"},
                                State{"MN", "MINNESOTA"},
                                State{"MS", "MISSISSIPPI"},
                                State{"MO", "MISSOURI"},
                                State{"MT", "MONTANA"},
                                State{"NE", "NEBRASKA"},
                                State{"NV", "NEVADA"},
                                State{"NH", "NEW HAMPSHIRE"},
                                State{"NJ", "NEW JERSEY"},
                                State{"NM", "NEW MEXICO"},
                                State{"NY", "NEW YORK"},
                                State{"NC", "NORTH CAROLINA"},
                                State{"ND", "NORTH DAKOTA"},
                                State{"OH", "OHIO"},
                                State{"OK", "OKLAHOMA"},
                                State{"OR", "OREGON"},
                                State{"PA", "PENNSYLVANIA"},
                                State{"RI", "RHODE ISLAND"},
                                State{"SC", "SOUTH CAROLINA"},
                                State{"SD", "SOUTH DAKOTA"},
                                State{"TN", "TENNESSEE"},
                                State{"TX", "TEXAS"},
                                State{"UT", "UTAH"},
                                State{"VT", "VERMONT"},
                                State{"VA", "VIRGINIA"},
                                State{"WA", "WASHINGTON"},
                                State{"WV", "WEST VIRGINIA"},
                                State{"WI", "WISCONSIN"},
                                State{"WY", "WYOMING"},
                                State{"PR", "PUERTO RICO"},
                                State{"GU", "GUAM"},
                                State{"VI", "VIRGIN ISLANDS"},
                                State{"AS", "AMERICAN SAMOA"},
                                State{"MP", "NORTHERN MARIANA ISLANDS"}};

UnitWord unit_in(std::span<const string_view> rows, string_view word, UnitForm form) {
  for (const string_view row : rows) {
    const string_view standard = row.substr(0, row.find(' '));
    const bool named = standard == word ||
                       (row.size() > standard.size() && row.substr(standard.size() + 1) == word);
    if (named) return {standard, form};
  }
  return {};
}

}  // namespace

string_view suffix_abbreviation(string_view word) {
  static const Words words = words_of(kSuffixes);
  return found(words, word);
}

string_view directional_abbreviation(string_view word) {
  static const Words words = words_of(kDirectionals);
  return found(words, word);
}

UnitWord unit_word(string_view word) {
  for (const UnitWord known : {unit_in(kUnitsWithId, word, UnitForm::kWithId),
                               unit_in(kUnitsAmbiguous, word, UnitForm::kAmbiguous),
                               unit_in(kUnitsAlone, word, UnitForm::kAlone)}) {
    if (known.form != UnitForm::kNone) return known;
  }
  return {};
}

string_view state_abbreviation(string_view name) {
  for (const State& state : kStates) {
    if (state.abbreviation == name || state.name == name) return state.abbreviation;
  }
  return {};
}

string_view ordinal_number(string_view word) {
  static const Words words = words_of(kOrdinals);
  return found(words, word);
}

}  // namespace nearnet::addresses
