// SPDX-License-Identifier: Apache-2.0
// The words that made-up people and businesses are named with.
#pragma once

#include <array>

namespace nearnet::town {

inline constexpr std::array kSurnames = {
    "Abbott",     "Alden",    "Ames",     "Barlow",     "Bexley",    "Birchard", "Bowditch",
    "Brackett",   "Caldwell", "Carver",   "Chadbourne", "Coffin",    "Colby",    "Crosby",
    "Cutler",     "Dyer",     "Eastman",  "Ellery",     "Fairbanks", "Farnham",  "Fenwick",
    "Fogg",       "Gannett",  "Garland",  "Hadley",     "Haskell",   "Holbrook", "Ingalls",
    "Jewett",     "Kendrick", "Kimball",  "Ladd",       "Leavitt",   "Libby",    "Lothrop",
    "Marden",     "Merrow",   "Nason",    "Norcross",   "Oakes",     "Osgood",   "Pease",
    "Pettengill", "Pinkham",  "Quimby",   "Redlon",     "Rideout",   "Sawtelle", "Sewall",
    "Shackley",   "Stinson",  "Tarbox",   "Thaxter",    "Trask",     "Upham",    "Varney",
    "Wadleigh",   "Weymouth", "Whitcomb", "Wyeth",      "Yeaton",    "Zeller",   "Moreau",
    "Pelletier",  "Okafor",   "Nguyen",   "Haddad",     "Lindqvist", "Rossi",    "Kowalski",
    "Banerjee",   "Delgado"};

inline constexpr std::array kFirstNames = {
    "Ada",   "Amos",   "Beth",  "Caleb", "Clara", "Dana",  "Elias", "Emma", "Ezra",  "Faith",
    "Grace", "Hannah", "Ian",   "Ines",  "Jonah", "June",  "Kofi",  "Lena", "Linh",  "Lucas",
    "Mara",  "Miles",  "Nadia", "Nora",  "Omar",  "Orrin", "Priya", "Ruth", "Silas", "Tess"};

inline constexpr std::array kLocalWords = {
    "Maple Harbor", "Harbor Light", "Tidewater",   "Lighthouse", "Downeast",      "North Star",
    "Granite",      "Mill Falls",   "Pine Point",  "Gull Rock",  "Blue Heron",    "Old Wharf",
    "Main Street",  "Riverbend",    "Bayview",     "Seaglass",   "Lantern",       "Red Buoy",
    "Windward",     "Sea Smoke",    "Kelp & Co.",  "Stone Pier", "Silver Birch",  "Fox Hollow",
    "Captain's",    "Anchor",       "Spruce Hill", "Ferry Slip", "Copper Kettle", "Ridge Road",
    "Cedar",        "Osprey",       "Fathom",      "Starboard",  "Cannery"};

}  // namespace nearnet::town
